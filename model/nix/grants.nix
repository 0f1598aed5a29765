# Requests sorted by kind, none lost, NixOS modules in them told what was granted; and what
# each request is granted.
{ lib }:
{
  # The names of all kinds.
  kinds,
  # The environment's name and its offers, `{ <name>.<kind> = policy; }`.
  environment,
  offers,
}:
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

  # The requests of one application, and what each is granted when it is asked for alone:
  # `{ <id> = { name = "<application>/<id>"; kind; told; granted; }; }`.
  served =
    application: requests:
    let
      granted = lib.mapAttrs (_: one: one.granted) all;
      all = lib.mapAttrs (
        id: request:
        let
          name = "${application}/${id}";
          kind = kindOf request;
          told = tell granted request;
        in
        {
          inherit name kind told;
          granted = (policyOf kind).apply { resources.${name} = told; };
        }
      ) requests.resources;
    in
    all;

  # One part of all requests, by kind and name.
  sorted =
    part: required:
    let
      all = lib.concatMap builtins.attrValues (lib.mapAttrsToList served required);
      ofKind = kind: builtins.filter (one: one.kind == kind) all;
    in
    lib.genAttrs kinds (
      kind:
      builtins.listToAttrs (
        map (one: {
          inherit (one) name;
          value = one.${part};
        }) (ofKind kind)
      )
    );
in
{
  # `{ <kind>.resources."<application>/<id>".<kind> = request; }`.
  by-kind = required: lib.mapAttrs (_: resources: { inherit resources; }) (sorted "told" required);

  # `{ <kind>."<application>/<id>" = granted; }`.
  grants = sorted "granted";
}
