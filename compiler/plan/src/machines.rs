//! The deployment, and the machines in it.
//!
//! A deployment is one target, several by machine name, or a NixOps4 module. For several
//! machines it is made once for each, so that what is granted meanwhile is that machine's.

use crate::data::Missing;
use crate::planner::Planner;
use crate::requests::Requests;
use fedic_diagnostics::{Place, Problem, problem::options::OptionsProblem};
use fedic_eval::{Attrs, Failure, Slot, State, Value as Evaluated};
use fedic_model::{MachinePlan, Value};
use std::collections::BTreeMap;

/// A deployment as data.
pub(crate) struct Machines {
    pub(crate) machines: BTreeMap<String, MachinePlan>,
    pub(crate) deployment: Value,
}

/// The parts of a machine's NixOS configuration, as `nixos` of the model gives them.
struct Nixos<'a> {
    parts: &'a Attrs<'a>,
    /// How many merges there were before it was looked at.
    since: u32,
}

/// A failed assertion: its message, the options that it is about, its own place.
type Failed<'a> = (String, Vec<Vec<&'a str>>, Option<Place>);

/// The member of a target that holds a NixOS module.
const NIXOS: &str = "nixos-configuration";
const NIXOPS4: &str = "nixops4";

/// Reads the deployment.
pub(crate) fn read<'a>(
    planner: &Planner<'_, 'a>,
    requests: &Requests<'a>,
    problems: &mut Vec<Problem>,
) -> Option<Machines> {
    let since = planner.session.grants();
    let mut reader = Reader { planner, requests, since, machines: BTreeMap::new(), problems };
    let deployment = reader.deployment()?;
    Some(Machines { machines: reader.machines, deployment })
}

struct Reader<'p, 'a> {
    planner: &'p Planner<'p, 'a>,
    requests: &'p Requests<'a>,
    /// How many grants there were before the machine at hand was made.
    since: usize,
    machines: BTreeMap<String, MachinePlan>,
    problems: &'p mut Vec<Problem>,
}

impl<'a> Reader<'_, 'a> {
    fn deployment(&mut self) -> Option<Value> {
        let planner = self.planner;
        let value = self.deploy()?;
        let targets = planner.copier.catch(|| planner.ev.list_of(planner.answer("targets")?))?;
        let mut tags = Vec::new();
        for target in targets.items {
            tags.push(planner.copier.catch(|| planner.ev.text_of(target))?);
        }
        let members = planner.ev.sorted(value);
        let names: Vec<&str> = members.iter().map(|(name, _)| planner.ev.name(*name)).collect();
        match names[..] {
            ["imports"] => self.nixops4(planner.environment(), Evaluated::Attrs(value)),
            [tag] if tags.contains(&tag) => self.target(planner.environment(), tag, members[0].1),
            _ => self.several(&names),
        }
    }

    /// The deployment, made anew.
    fn deploy(&self) -> Option<&'a Attrs<'a>> {
        let planner = self.planner;
        planner.copier.catch(|| planner.ev.as_attrs(planner.ask("deploy", State::Ready(Evaluated::Null))?))
    }

    fn several(&mut self, names: &[&str]) -> Option<Value> {
        let planner = self.planner;
        let ev = planner.ev;
        let mut all = BTreeMap::new();
        for &name in names {
            self.since = planner.session.grants();
            let machines = self.deploy()?;
            let copier = planner.copier;
            let Some(machine) = copier.catch(|| ev.attrs_of(ev.member(machines, ev.sym(name))?)) else {
                continue;
            };
            if let Some(&(tag, slot)) = ev.sorted(machine).first()
                && let Some(value) = self.target(name, ev.name(tag), slot)
            {
                all.insert(name.to_owned(), value);
            }
        }
        Some(Value::Set(all))
    }

    /// A deployment of one target, as data with its tag.
    fn target(&mut self, name: &str, tag: &str, slot: &'a Slot<'a>) -> Option<Value> {
        let planner = self.planner;
        if tag == NIXOPS4 {
            let module = planner.copier.catch(|| planner.ev.force(slot))?;
            return self.nixops4(name, module);
        }
        let value = planner.copier.catch(|| planner.ev.force(slot))?;
        let data = match value {
            Evaluated::Attrs(members) if members.get(planner.ev.sym(NIXOS)).is_some() => {
                self.machine(name, tag, members)?
            }
            _ => planner.copier.copy(slot, Missing::Source),
        };
        Some(Value::Set([(tag.to_owned(), data)].into()))
    }

    /// A target with a NixOS configuration: a machine.
    fn machine(&mut self, name: &str, tag: &str, members: &'a Attrs<'a>) -> Option<Value> {
        let planner = self.planner;
        let mut data = BTreeMap::new();
        for (member, slot) in planner.ev.sorted(members) {
            let member = planner.ev.name(member);
            let value = if member == NIXOS {
                let module = planner.copier.catch(|| planner.ev.force(slot))?;
                self.nixos(module, Missing::Machine)?
            } else {
                planner.copier.copy(slot, Missing::Fault)
            };
            data.insert(member.to_owned(), value);
        }
        let nixos = data.get(NIXOS).cloned().unwrap_or(Value::Null);
        let data = Value::Set(data);
        self.add(name, tag, address(&data), text(data.get("system")), nixos);
        Some(data)
    }

    /// A NixOps4 deployment; its resources that carry a NixOS configuration are machines.
    fn nixops4(&mut self, name: &str, module: Evaluated<'a>) -> Option<Value> {
        let planner = self.planner;
        let (ev, copier) = (planner.ev, planner.copier);
        let read = || {
            let said = ev.as_attrs(planner.ask("nixops4", State::Ready(module))?)?;
            Ok((ev.member(said, ev.sym("data"))?, ev.attrs_of(ev.member(said, ev.sym("machines"))?)?))
        };
        let (data, machines) = copier.catch(read)?;
        let data = copier.copy(data, Missing::Source);
        let one = machines.names().len() == 1;
        for (resource, slot) in ev.sorted(machines) {
            let parts = || -> Result<_, Failure> {
                let machine = ev.attrs_of(slot)?;
                let module = ev.force(ev.member(machine, ev.sym("module"))?)?;
                Ok((ev.member(machine, ev.sym("address"))?, module))
            };
            if !one {
                self.since = planner.session.grants();
            }
            let Some((address, module)) = copier.catch(parts) else { continue };
            // Its resources know each other, which nobody does before they are there.
            let Some(nixos) = self.nixos(module, Missing::Source) else { continue };
            let resource = if one { name.to_owned() } else { format!("{name}/{}", ev.name(resource)) };
            let address = text(Some(&copier.copy(address, Missing::Source)));
            self.add(&resource, NIXOPS4, address, None, nixos);
        }
        Some(Value::Set([(NIXOPS4.to_owned(), data)].into()))
    }

    /// What a NixOS module comes to, as far as it goes.
    fn nixos(&mut self, module: Evaluated<'a>, missing: Missing) -> Option<Value> {
        let (ev, copier) = (self.planner.ev, self.planner.copier);
        let nixos = || ev.as_attrs(self.planner.ask("nixos", State::Ready(module))?);
        let since = self.planner.session.merges();
        let nixos = Nixos { parts: copier.catch(nixos)?, since };
        let failures = copier.failures.borrow().len();
        let said = copier.copy(copier.catch(|| nixos.part(self.planner, "said"))?, missing);
        if copier.failures.borrow().len() > failures {
            return None;
        }
        self.wanted(&nixos);
        self.assertions(&nixos);
        self.warnings(&nixos);
        Some(said)
    }

    /// Reports values that NixOS cannot do without.
    fn wanted(&self, nixos: &Nixos<'a>) {
        let planner = self.planner;
        let Some(wanted) = planner.copier.catch(|| planner.ev.list_of(nixos.part(planner, "wanted")?)) else {
            return;
        };
        for slot in wanted.items {
            planner.copier.catch(|| planner.ev.force(slot));
        }
    }

    /// Reports assertions that fail. One that needs what is not here is passed over.
    fn assertions(&mut self, nixos: &Nixos<'a>) {
        let planner = self.planner;
        let ev = planner.ev;
        let Some(all) = planner.copier.catch(|| ev.list_of(nixos.part(planner, "assertions")?)) else {
            return;
        };
        for slot in all.items {
            // One that needs what is not here says nothing.
            let Ok(Some((message, about, own))) = self.failed(slot) else { continue };
            let at = about.iter().find_map(|path| nixos.place(planner, path)).or(own);
            self.problems.push(Problem::Options(OptionsProblem::FailedAssertion { at, message }));
        }
    }

    /// The message of an assertion that fails, the options that it is about, and its place.
    fn failed(&self, slot: &'a Slot<'a>) -> Result<Option<Failed<'a>>, Failure> {
        let ev = self.planner.ev;
        let parts = ev.attrs_of(slot)?;
        let name = ev.sym("assertion");
        let assertion = ev.attrs_of(ev.member(parts, name)?)?;
        if ev.bool_of(ev.member(assertion, name)?)? {
            return Ok(None);
        }
        let message = ev.text_of(ev.member(assertion, ev.sym("message"))?)?.to_owned();
        let mut about = Vec::new();
        for path in ev.list_of(ev.member(parts, ev.sym("about"))?)?.items {
            let names = ev.list_of(path)?.items.iter().map(|name| ev.text_of(name));
            about.push(names.collect::<Result<Vec<&str>, Failure>>()?);
        }
        Ok(Some((message, about, assertion.place(name))))
    }

    fn warnings(&mut self, nixos: &Nixos<'a>) {
        let planner = self.planner;
        let Some(all) = planner.copier.catch(|| planner.ev.list_of(nixos.part(planner, "warnings")?)) else {
            return;
        };
        for slot in all.items {
            if let Ok(message) = planner.ev.text_of(slot) {
                let at = planner.ev.origin(slot).or_else(|| nixos.place(planner, &["warnings"]));
                let message = message.to_owned();
                self.problems.push(Problem::Options(OptionsProblem::ConfigurationWarning { at, message }));
            }
        }
    }

    fn add(
        &mut self,
        name: &str,
        target: &str,
        address: Option<String>,
        system: Option<String>,
        nixos: Value,
    ) {
        let planner = self.planner;
        // What this machine's configuration asked of policies was asked for it.
        let grants = planner.session.grants_since(self.since);
        let mut requests: Vec<String> =
            grants.iter().flat_map(|grant| planner.named(self.requests, grant)).collect();
        requests.sort();
        requests.dedup();
        let plan = MachinePlan { target: target.to_owned(), address, system, requests, nixos };
        self.machines.insert(name.to_owned(), plan);
    }
}

impl<'a> Nixos<'a> {
    fn part(&self, planner: &Planner<'_, 'a>, name: &str) -> Result<&'a Slot<'a>, Failure> {
        planner.ev.member(self.parts, planner.ev.sym(name))
    }

    /// Where an option is defined.
    fn place(&self, planner: &Planner<'_, 'a>, path: &[&str]) -> Option<Place> {
        planner.session.places_since(self.since, &[path.to_vec()]).pop().flatten()
    }
}

/// `user@host`, or the host alone.
fn address(data: &Value) -> Option<String> {
    let ssh = data.get("ssh")?;
    let host = text(ssh.get("host"))?;
    Some(match text(ssh.get("username")) {
        Some(user) => format!("{user}@{host}"),
        None => host,
    })
}

fn text(value: Option<&Value>) -> Option<String> {
    match value {
        Some(Value::String(text)) => Some(text.clone()),
        _ => None,
    }
}
