-- Places that follow each other, bodies that are renamed, placed anew, ended, merged and split.

