//! A deployment plan: what is asked for, who grants it, what runs where.

use crate::Value;
use fedic_diagnostics::Place;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The plan of one configuration in one environment. The same input gives the same bytes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Plan {
    /// Changes when a reader could break.
    pub format_version: u32,
    pub fedic: String,
    /// A hash over the configuration and every file read.
    pub digest: String,
    pub environment: String,
    /// As evaluated.
    pub configuration: Value,
    pub applications: BTreeMap<String, ApplicationPlan>,
    /// By `<application>/<id>`.
    pub requests: BTreeMap<String, RequestPlan>,
    pub machines: BTreeMap<String, MachinePlan>,
    /// The deployment as data.
    pub deployment: Value,
    pub warnings: Vec<String>,
}

/// An application's part.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct ApplicationPlan {
    pub enabled: bool,
    pub settings: Value,
    /// Ids of its requests.
    pub requests: Vec<String>,
}

/// A request and what became of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct RequestPlan {
    pub application: String,
    pub kind: String,
    pub values: Value,
    /// Offers of its kind in the environment.
    pub candidates: Vec<String>,
    /// The offers whose `apply` was called with it, and what they gave.
    pub granted: BTreeMap<String, Value>,
    pub at: Vec<Place>,
}

/// A machine and what runs on it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct MachinePlan {
    /// The deployment target's tag: `ssh-host`, `nixos`, …
    pub target: String,
    /// The requests that were granted here.
    pub requests: Vec<String>,
    /// The NixOS module merged, as far as it goes without nixpkgs.
    pub nixos: Value,
}
