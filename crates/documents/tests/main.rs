//! Papers as files: what they say, how they are laid out, and that a Word file and its preview say the same.

mod golden;
mod hostile;
mod layout;
mod profiles;
mod refused;
mod said;
mod same_words;
mod samples;
mod surveys;
mod xml;
