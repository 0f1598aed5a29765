//! A deployment plan: what is asked for, who grants it, what runs where.

use crate::{At, Line, Value};
use fedic_diagnostics::Place;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The version of [`Plan`] as JSON. Changes when a reader could break.
pub const FORMAT_VERSION: u32 = 1;

/// The plan of one configuration in one environment. The same input gives the same bytes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Plan {
    /// Changes when a reader could break.
    pub format_version: u32,
    /// The version of fedic that made the plan.
    pub fedic: String,
    /// A hash over the configuration and every file read.
    pub digest: String,
    /// Null for a tree of modules that is not the data model.
    pub environment: Option<String>,
    /// As evaluated: what the operator wrote, with all defaults.
    pub configuration: Value,
    /// By name, the disabled ones too.
    pub applications: BTreeMap<String, ApplicationPlan>,
    /// By `<application>/<id>`.
    pub requests: BTreeMap<String, RequestPlan>,
    /// By name; a deployment of one machine has the environment's name.
    pub machines: BTreeMap<String, MachinePlan>,
    /// The deployment as data.
    pub deployment: Value,
    /// What is to be done, compared with an earlier plan; absent if there was none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub actions: Option<Vec<Action>>,
    pub warnings: Vec<String>,
}

/// An application's part.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct ApplicationPlan {
    pub description: String,
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
    pub id: String,
    pub kind: String,
    pub values: Value,
    /// Where it is made.
    pub at: Option<At>,
    /// The environment's offers of its kind, by name.
    pub candidates: BTreeMap<String, OfferPlan>,
    /// What the offers gave whose `apply` was called with it.
    pub granted: BTreeMap<String, GrantPlan>,
}

/// An offer of the environment.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct OfferPlan {
    /// Where it is made.
    pub at: Option<At>,
}

/// What an offer gave.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct GrantPlan {
    /// The requests that were granted together, itself among them.
    pub together: Vec<String>,
    pub value: Value,
    /// What gave it.
    pub at: Option<At>,
}

/// A machine and what runs on it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct MachinePlan {
    /// The deployment target's tag: `ssh-host`, `nixos`, …
    pub target: String,
    /// How it is reached, where the target says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    /// Its platform, where the target says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub system: Option<String>,
    /// The requests that were granted for it.
    pub requests: Vec<String>,
    /// The NixOS module merged, as far as it goes without nixpkgs; null where the target has none.
    pub nixos: Value,
}

/// Something to be done.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Action {
    pub act: Act,
    pub subject: Subject,
    /// The key of the request or machine.
    pub name: String,
    /// Why, in one sentence.
    pub reason: String,
    /// JSON pointers to what differs, below the request or machine.
    pub changed: Vec<String>,
}

/// What to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub enum Act {
    Create,
    Update,
    Replace,
    Delete,
    Nothing,
}

/// What an action is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub enum Subject {
    Request,
    Machine,
}

impl Plan {
    /// The JSON Schema (2020-12) of a plan as JSON.
    #[must_use]
    pub fn schema() -> serde_json::Value {
        let mut schema = schemars::schema_for!(Plan);
        schema.insert("title".to_owned(), "Deployment plan".into());
        schema.to_value()
    }

    /// Puts lines in the places of nodes, wherever they are known.
    pub fn resolve(&mut self, lines: &dyn Fn(Place) -> Option<Line>) {
        self.configuration.resolve(lines);
        self.deployment.resolve(lines);
        for application in self.applications.values_mut() {
            application.settings.resolve(lines);
        }
        for request in self.requests.values_mut() {
            request.resolve(lines);
        }
        for machine in self.machines.values_mut() {
            machine.nixos.resolve(lines);
        }
    }
}

impl RequestPlan {
    fn resolve(&mut self, lines: &dyn Fn(Place) -> Option<Line>) {
        self.values.resolve(lines);
        if let Some(at) = &mut self.at {
            at.resolve(lines);
        }
        for offer in self.candidates.values_mut() {
            if let Some(at) = &mut offer.at {
                at.resolve(lines);
            }
        }
        for grant in self.granted.values_mut() {
            grant.value.resolve(lines);
            if let Some(at) = &mut grant.at {
                at.resolve(lines);
            }
        }
    }
}
