# Requests sorted by kind, none lost, and NixOS modules in them told what was granted.
{ lib }:
{
  # The names of all kinds.
  kinds,
  # The environment's name and its offers, `{ <name>.<kind> = policy; }`.
  environment,
  offers,
}:
required:
let
  with-granted = import ./with-granted.nix { inherit lib; };

  kindOf = request: builtins.head (builtins.attrNames request);

  offersOf = kind: lib.filterAttrs (_: offer: offer ? ${kind}) offers;

  # The policy for a kind: the only one, for which of several is meant nobody said.
  policyOf =
    kind:
    let
      names = builtins.attrNames (offersOf kind);
    in
    if names == [ ] then
      throw "the environment `${environment}` offers no `${kind}`"
    else if builtins.length names > 1 then
      throw "the environment `${environment}` offers several `${kind}` (${lib.concatStringsSep ", " names}): say which one serves the request"
    else
      offers.${builtins.head names}.${kind};

  # What the requests of one application are given, each when asked for.
  grantedTo =
    resources:
    lib.mapAttrs (id: request: (policyOf (kindOf request)).apply { resources.${id} = request; }) resources;

  tell =
    granted: request:
    let
      kind = kindOf request;
      values = request.${kind};
    in
    if values ? nixos then
      { ${kind} = values // { nixos = with-granted granted values.nixos; }; }
    else
      request;

  # All requests of one application, as `{ name = "<application>/<id>"; value = request; }`.
  named =
    application: requests:
    lib.mapAttrsToList (id: request: {
      name = "${application}/${id}";
      value = tell (grantedTo requests.resources) request;
    }) requests.resources;

  all = builtins.concatLists (lib.mapAttrsToList named required);
in
lib.genAttrs kinds (kind: {
  resources = builtins.listToAttrs (builtins.filter (request: kindOf request.value == kind) all);
})
