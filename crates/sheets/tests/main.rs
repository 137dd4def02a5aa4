//! What the crate promises, each as a test.

mod files;
mod headings;
mod hostile;
mod meetings;
mod old_encodings;
mod results;
mod rows;
mod written;
