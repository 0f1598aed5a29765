# Sets in the manner of nixpkgs' `lib`: recursive updates, zipped sets, attributes by path,
# filters and folds over pairs, all written in Nix.
let
  inherit (builtins)
    attrNames
    concatStringsSep
    elemAt
    foldl'
    genList
    intersectAttrs
    isAttrs
    length
    listToAttrs
    mapAttrs
    tail
    head
    zipAttrsWith
    ;

  id = x: x;
  flip =
    f: a: b:
    f b a;
  pipe = foldl' (x: f: f x);
  nameValuePair = name: value: { inherit name value; };
  optionalAttrs = condition: set: if condition then set else { };
  mapAttrs' = f: set: listToAttrs (map (name: f name set.${name}) (attrNames set));
  filterAttrs =
    keep: set: removeAttrs set (builtins.filter (name: !keep name set.${name}) (attrNames set));
  mapAttrsToList = f: set: map (name: f name set.${name}) (attrNames set);
  foldlAttrs =
    f: init: set:
    foldl' (sum: name: f sum name set.${name}) init (attrNames set);
  attrByPath =
    path: default: set:
    let
      count = length path;
      go =
        at: here:
        if at == count then
          here
        else if here ? ${elemAt path at} then
          go (at + 1) here.${elemAt path at}
        else
          default;
    in
    go 0 set;
  setAttrByPath =
    path: value: if path == [ ] then value else { ${head path} = setAttrByPath (tail path) value; };
  recursiveUpdateUntil =
    stop: left: right:
    let
      go =
        path:
        zipAttrsWith (
          name: values:
          let
            here = path ++ [ name ];
          in
          if length values == 1 || stop here (elemAt values 1) (head values) then
            head values
          else
            go here values
        );
    in
    go [ ] [
      right
      left
    ];
  recursiveUpdate = recursiveUpdateUntil (
    path: left: right:
    !(isAttrs left && isAttrs right)
  );
  makeOverridable =
    f: arguments:
    let
      result = f arguments;
    in
    result // { override = changes: makeOverridable f (arguments // changes); };
  toFunction = value: if builtins.isFunction value then value else _: value;
  counter = {
    step = 2;
    __functor = self: x: x + self.step;
  };

  service =
    i:
    {
      enable = i - (i / 3) * 3 != 0;
      user = "service-${toString i}";
      settings = {
        port = 8000 + i;
        log.level = "info";
        paths = [
          "/var/lib/service-${toString i}"
          "/run/service-${toString i}"
        ];
      };
    }
    // optionalAttrs (i - (i / 2) * 2 == 0) { extra.group = "even"; };

  round =
    n:
    let
      services = listToAttrs (genList (i: nameValuePair "service-${toString i}" (service (i + n))) 200);
      changes = mapAttrs (
        _: s:
        recursiveUpdate (setAttrByPath [
          "settings"
          "log"
          "level"
        ] "debug") { settings.port = s.settings.port + 1; }
      ) services;
      merged = recursiveUpdate services changes;
      enabled = filterAttrs (_: s: s.enable) merged;
      renamed = mapAttrs' (name: s: nameValuePair "x-${name}" (s // { inherit name; })) enabled;
      both = intersectAttrs (mapAttrs (_: id) enabled) merged;
      overridden =
        (makeOverridable (
          {
            a,
            b ? a + 1,
            ...
          }:
          {
            sum = a + b;
          }
        ) { a = n; }).override
          { b = 3; };
      ports = pipe renamed [
        (mapAttrsToList (_: s: attrByPath [ "settings" "port" ] 0 s))
        (map counter)
        (foldl' builtins.add 0)
      ];
      groups = foldlAttrs (
        sum: _: s:
        sum
        + (if attrByPath [ "extra" "group" ] "odd" s == "even" then 1 else 0)
      ) 0 both;
      levels = concatStringsSep "," (
        mapAttrsToList (name: s: "${name}:${(toFunction s.settings.log.level) null}") both
      );
    in
    ports + groups + overridden.sum + builtins.stringLength levels + flip builtins.sub 1 2;
in
foldl' (sum: n: sum + round n) 0 (genList id 25)
