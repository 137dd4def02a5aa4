-- What an ended body or term leaves to others.

