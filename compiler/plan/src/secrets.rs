//! Secrets, kept out of plans. They are known where an option marks them; what is made from
//! them is known by their text.

use fedic_model::{Plan, Value};
use std::collections::BTreeSet;

/// A text at least so long is looked for inside others; a shorter one stands for itself only.
const WITHIN: usize = 4;

/// The texts that no plan may show.
#[derive(Debug, Default)]
pub struct Secrets(BTreeSet<String>);

impl Secrets {
    /// Learns the texts of a value that are masked in its twin.
    pub fn learn(&mut self, value: &Value, masked: &Value) {
        match (value, masked) {
            (Value::List(values), Value::List(masked)) => {
                values.iter().zip(masked).for_each(|(value, masked)| self.learn(value, masked));
            }
            (Value::Set(values), Value::Set(masked)) => {
                for (name, value) in values {
                    if let Some(masked) = masked.get(name) {
                        self.learn(value, masked);
                    }
                }
            }
            // A reference says where a secret is, and may be known: units that fetch it name it.
            (value, Value::Secret) if is_reference(value) => {}
            (value, Value::Secret) => self.learn_all(value),
            (_, _) => {}
        }
    }

    /// Masks whatever holds a secret.
    pub fn mask(&self, value: &mut Value) {
        match value {
            Value::String(text) | Value::Path(text) | Value::Source { text, .. } => {
                if self.speaks(text) {
                    *value = Value::Secret;
                }
            }
            Value::List(items) => items.iter_mut().for_each(|item| self.mask(item)),
            Value::Set(members) => members.values_mut().for_each(|member| self.mask(member)),
            Value::Null
            | Value::Bool(_)
            | Value::Int(_)
            | Value::Float(_)
            | Value::Function
            | Value::Package(_)
            | Value::Secret => {}
        }
    }

    /// Masks a whole plan.
    pub(crate) fn mask_plan(&self, plan: &mut Plan) {
        if self.0.is_empty() {
            return;
        }
        self.mask(&mut plan.configuration);
        self.mask(&mut plan.deployment);
        plan.applications.values_mut().for_each(|application| self.mask(&mut application.settings));
        plan.machines.values_mut().for_each(|machine| self.mask(&mut machine.nixos));
        for request in plan.requests.values_mut() {
            self.mask(&mut request.values);
            request.granted.values_mut().for_each(|grant| self.mask(&mut grant.value));
        }
    }

    fn learn_all(&mut self, value: &Value) {
        match value {
            Value::String(text) if !text.is_empty() => {
                self.0.insert(text.clone());
            }
            Value::List(items) => items.iter().for_each(|item| self.learn_all(item)),
            Value::Set(members) => members.values().for_each(|member| self.learn_all(member)),
            _ => {}
        }
    }

    fn speaks(&self, text: &str) -> bool {
        self.0.iter().any(|secret| text == secret || secret.len() >= WITHIN && text.contains(secret.as_str()))
    }
}

/// `{ file = "/…"; }` or `{ credential = "…"; }`: a secret that is elsewhere.
fn is_reference(value: &Value) -> bool {
    let Value::Set(members) = value else { return false };
    let mut names = members.keys();
    matches!((names.next().map(String::as_str), names.next()), (Some("file" | "credential"), None))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_made_from_a_secret_is_masked_too() {
        let mut secrets = Secrets::default();
        secrets.learn(&Value::String("open sesame".to_owned()), &Value::Secret);
        secrets.learn(&Value::String("abc".to_owned()), &Value::Secret);
        let masked = |text: &str| {
            let mut value = Value::String(text.to_owned());
            secrets.mask(&mut value);
            value == Value::Secret
        };
        assert!(masked("password=open sesame\n") && masked("abc"));
        assert!(!masked("abcd") && !masked("sesame"));
    }

    #[test]
    fn where_a_secret_is_may_be_known() {
        let reference =
            |name: &str| Value::Set([(name.to_owned(), Value::String("/run/keys/ada".to_owned()))].into());
        let mut secrets = Secrets::default();
        secrets.learn(&reference("file"), &Value::Secret);
        let mut shown = Value::String("cat /run/keys/ada".to_owned());
        secrets.mask(&mut shown);
        assert_eq!(shown, Value::String("cat /run/keys/ada".to_owned()));
        secrets.learn(&reference("text"), &Value::Secret);
        secrets.mask(&mut shown);
        assert_eq!(shown, Value::Secret);
    }
}
