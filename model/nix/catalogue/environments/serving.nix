# What a machine sets to serve requests: the part that is the same for all requests of a
# kind, once, and the part of each.
{ lib }:
# The environment, the requests of applications, and the kinds that this machine serves.
environment: required: kinds:
let
  granted = environment.grants required;

  policies =
    kind: lib.catAttrs kind (builtins.filter (offer: offer ? ${kind}) (lib.attrValues environment.resources));

  ofKind =
    kind:
    let
      parts = map (one: one.nixos) (lib.attrValues granted.${kind});
    in
    lib.optionals (parts != [ ]) (map (policy: policy.nixos or { }) (policies kind) ++ parts);
in
builtins.concatMap ofKind kinds
