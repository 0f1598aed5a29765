//! A schema as the components of an OpenAPI 3.1 document.

use crate::json_schema::components;
use serde_json::{Value as Json, json};

/// The document of one schema and its definitions. It has no paths: which there are is the
/// affair of the API that takes such values.
#[must_use]
pub fn openapi(schema: Json, title: &str) -> Json {
    json!({
        "openapi": "3.1.1",
        "info": { "title": title, "version": "1" },
        "paths": {},
        "components": { "schemas": components(schema) },
    })
}
