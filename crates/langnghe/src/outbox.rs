//! The outbox: letters as files of a folder, from which a mail program of the office sends them. Nothing is sent from here.

use std::fs::File;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use acts::job::Fault;

use crate::backups::of_disk;
use crate::unix;

/// How names of letters end, by which mail programs know them.
const ENDING: &str = "eml";

/// A folder for letters.
#[derive(Clone, Debug)]
pub(crate) struct Outbox {
    /// The folder; it has to be there.
    pub(crate) folder: PathBuf,
    /// The address from which they come.
    pub(crate) from: String,
}

impl Outbox {
    /// Lays a letter into the folder, whole or not at all. The same name gives the same file, however often it is laid.
    pub(crate) fn lay(&self, name: &str, letter: &str) -> Result<(), Fault> {
        if !self.folder.is_dir() {
            return Err(Fault::Folder);
        }
        let file = self.folder.join(format!("{name}.{ENDING}"));
        let draft = self.folder.join(format!(".{name}.part"));
        let laid = write(&draft, letter).and_then(|()| unix::replace(&draft, &file));
        laid.map_err(|error| {
            // What was not finished is nobody's; the failure is what is told.
            let _ = std::fs::remove_file(&draft);
            of_disk(&error)
        })
    }
}

fn write(draft: &Path, letter: &str) -> std::io::Result<()> {
    let mut written = File::create(draft)?;
    written.write_all(letter.as_bytes())?;
    written.sync_all()
}

#[cfg(test)]
mod tests {
    use acts::job::Fault;

    use super::Outbox;

    #[test]
    fn a_letter_that_is_laid_again_is_the_same_file_and_a_missing_folder_is_said() {
        let home = tempfile::tempdir().unwrap();
        let outbox = Outbox { folder: home.path().to_owned(), from: String::new() };
        outbox.lay("digest-5", "once").unwrap();
        outbox.lay("digest-5", "once").unwrap();
        let files: Vec<_> = std::fs::read_dir(home.path()).unwrap().map(|file| file.unwrap().path()).collect();
        assert_eq!(files, [home.path().join("digest-5.eml")]);
        assert_eq!(std::fs::read_to_string(&files[0]).unwrap(), "once");
        let gone = Outbox { folder: home.path().join("gone"), from: String::new() };
        assert_eq!(gone.lay("digest-5", "once"), Err(Fault::Folder));
        assert!(!gone.folder.exists());
    }
}
