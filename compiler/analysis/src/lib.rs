//! The database of a project: files in, every answer out as a query.

mod database;
mod disk;
mod embedded;
mod files;
mod manifest;
mod paths;
