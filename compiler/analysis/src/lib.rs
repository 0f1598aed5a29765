//! The database of a project: files in, every answer out as a query.
