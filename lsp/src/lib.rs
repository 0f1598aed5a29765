//! The language server: requests of editors to questions of the analysis, and back.
