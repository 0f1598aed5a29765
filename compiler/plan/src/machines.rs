//! The deployment, and the machines in it.
//!
//! A deployment is one target, several by machine name, or a NixOps4 module. For several
//! machines it is made once for each, so that what is granted meanwhile is that machine's.

use crate::data::Missing;
use crate::planner::Planner;
use crate::requests::Requests;
use fedic_eval::{Attrs, Failure, Slot, State, Value as Evaluated};
use fedic_model::{MachinePlan, Value};
use std::collections::BTreeMap;

/// A deployment as data.
pub(crate) struct Machines {
    pub(crate) machines: BTreeMap<String, MachinePlan>,
    pub(crate) deployment: Value,
}

/// The member of a target that holds a NixOS module.
const NIXOS: &str = "nixos-configuration";
const NIXOPS4: &str = "nixops4";

/// Reads the deployment.
pub(crate) fn read<'a>(planner: &Planner<'_, 'a>, requests: &Requests<'a>) -> Option<Machines> {
    let since = planner.session.grants();
    let mut reader = Reader { planner, requests, since, machines: BTreeMap::new() };
    let deployment = reader.deployment()?;
    Some(Machines { machines: reader.machines, deployment })
}

struct Reader<'p, 'a> {
    planner: &'p Planner<'p, 'a>,
    requests: &'p Requests<'a>,
    /// How many grants there were before the machine at hand was made.
    since: usize,
    machines: BTreeMap<String, MachinePlan>,
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
                self.nixos(module)?
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
            let Some(nixos) = self.nixos(module) else { continue };
            let resource = if one { name.to_owned() } else { format!("{name}/{}", ev.name(resource)) };
            let address = text(Some(&copier.copy(address, Missing::Source)));
            self.add(&resource, NIXOPS4, address, None, nixos);
        }
        Some(Value::Set([(NIXOPS4.to_owned(), data)].into()))
    }

    /// What a NixOS module comes to, as far as it goes.
    fn nixos(&self, module: Evaluated<'a>) -> Option<Value> {
        let planner = self.planner;
        let config = planner.copier.catch(|| planner.ask("nixos", State::Ready(module)))?;
        Some(planner.copier.copy(planner.ev.slot(State::Ready(config)), Missing::Source))
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
