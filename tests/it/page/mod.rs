//! Page cleaning on pages as they are: the five seeds, wrapped articles, whole sets, and arbitrary text.

mod any;
mod hill;
mod recurring;
mod seeds;
mod sets;
mod sites;
mod templates;
