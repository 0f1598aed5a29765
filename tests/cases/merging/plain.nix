# What becomes of definitions, said a second time and as plainly as can be, to hold the module system against it:
# types, properties, priorities, orders, submodules, groups of options and free types. Values are compared, not the
# words of errors: whatever is refused throws.
let
  inherit (builtins)
    all any attrNames concatLists concatMap concatStringsSep elem filter foldl' head isAttrs isBool isInt isList
    isString length listToAttrs map mapAttrs sort tail
    ;
  refused = throw "refused";
  tagged = tag: value: isAttrs value && (value._type or null) == tag;
  isOverride = def: !def.isDefault && tagged "override" def.value;
  isOrder = def: tagged "order" def.value;
  reverse = foldl' (list: value: [ value ] ++ list) [ ];
  unique = foldl' (seen: name: if elem name seen then seen else seen ++ [ name ]) [ ];

  # The values that are left of one after its conditions and merges.
  discharged =
    value:
    if tagged "merge" value then
      concatMap discharged value.contents
    else if !tagged "if" value then
      [ value ]
    else if !isBool value.condition then
      refused
    else if value.condition then
      discharged value.content
    else
      [ ];

  given = map (value: {
    inherit value;
    isDefault = false;
  });

  # Of the definitions those that count, in their order, and what they make.
  merged =
    type: defs:
    let
      parts = concatMap (def: if def.isDefault then [ def ] else given (discharged def.value)) defs;
      priority =
        def:
        if def.isDefault then
          1500
        else if isOverride def then
          def.value.priority
        else
          100;
      highestPrio = foldl' (least: def: if priority def < least then priority def else least) 9999 parts;
      content = is: def: if is def then def // { value = def.value.content; } else def;
      winners = map (content isOverride) (filter (def: priority def == highestPrio) parts);
      order = def: if isOrder def then def.value.priority else 1000;
      sorted = if any isOrder winners then sort (left: right: order left < order right) winners else winners;
      definitions = map (def: (content isOrder def).value) sorted;
      isDefined = definitions != [ ];
    in
    {
      inherit definitions highestPrio isDefined;
      value =
        if !isDefined then
          type.empty or refused
        else if all type.check definitions then
          type.merge definitions
        else
          refused;
    };

  option =
    declared: values:
    let
      defaults = if declared ? default then map (def: def // { isDefault = true; }) (given [ declared.default ]) else [ ];
      it = merged declared.type (defaults ++ given values);
    in
    it // { value = (declared.apply or (value: value)) it.value; };

  same = values: if all (value: value == head values) (tail values) then head values else refused;
  leaf = check: {
    inherit check;
    merge = same;
  };

  attrsWith = lazy: element: {
    check = isAttrs;
    empty = { };
    merge =
      values:
      let
        of = name: merged element (given (map (set: set.${name}) (filter (set: set ? ${name}) values)));
        names = unique (concatMap attrNames values);
        kept = if lazy then names else filter (name: (of name).isDefined) names;
      in
      listToAttrs (
        map (name: {
          inherit name;
          inherit (of name) value;
        }) kept
      );
  };

  # A property above options is one of each attribute.
  pushed =
    value:
    if tagged "merge" value then
      concatMap pushed value.contents
    else if tagged "if" value || tagged "override" value then
      map (mapAttrs (_: content: value // { inherit content; })) (pushed value.content)
    else if isAttrs value then
      [ value ]
    else
      refused;

  # A tree of options with what is set in it, and the sets of what is set beside it.
  level =
    tree: values:
    let
      sets = concatMap pushed values;
      below = name: map (set: set.${name}) (filter (set: set ? ${name}) sets);
      inner = mapAttrs (
        name: node:
        if node ? type then
          {
            inherit (option node (below name)) value;
            stray = [ ];
          }
        else
          level node (below name)
      ) tree;
      beside = filter (set: set != { }) (map (set: removeAttrs set (attrNames tree)) sets);
      strayIn = name: map (set: { ${name} = set; }) inner.${name}.stray;
    in
    {
      value = mapAttrs (_: it: it.value) inner;
      stray = beside ++ concatMap strayIn (attrNames tree);
    };

  # Each submodule looks at its modules from the last to the first.
  instance =
    { options, freeformType ? null }:
    values:
    let
      whole = level options (reverse values);
      over =
        left: right:
        left
        // mapAttrs (
          name: value: if isAttrs value && isAttrs (left.${name} or null) then over left.${name} value else value
        ) right;
    in
    if freeformType != null then
      over (freeformType.merge whole.stray) whole.value
    else if whole.stray == [ ] then
      whole.value
    else
      refused;
in
{
  inherit option;
  mkOption = declared: declared;

  types = {
    int = leaf isInt;
    str = leaf isString;
    bool = leaf isBool;
    enum = members: leaf (value: elem value members);
    lines = {
      check = isString;
      merge = values: if all isString values then concatStringsSep "\n" values else refused;
    };
    raw = {
      check = _: true;
      merge = values: if length values == 1 then head values else refused;
    };
    listOf = element: {
      check = isList;
      empty = [ ];
      merge =
        values:
        let
          entries = map (value: merged element (given [ value ])) (concatLists values);
        in
        map (entry: entry.value) (filter (entry: entry.isDefined) entries);
    };
    attrsOf = attrsWith false;
    lazyAttrsOf = attrsWith true;
    nullOr = inner: {
      check = value: value == null || inner.check value;
      empty = null;
      merge =
        values:
        if all (value: value == null) values then
          null
        else if elem null values then
          refused
        else
          inner.merge values;
    };
    either = left: right: {
      check = value: left.check value || right.check value;
      merge =
        values:
        if all left.check values then
          left.merge values
        else if all right.check values then
          right.merge values
        else
          same values;
    };
    coercedTo =
      from: change: to:
      let
        changed = value: if from.check value then change value else value;
      in
      to
      // {
        check = value: to.check (changed value);
        merge = values: to.merge (map changed values);
      };
    submodule = module: {
      check = isAttrs;
      empty = instance module [ ];
      merge = instance module;
    };
    attrTag = tags: {
      check = value: isAttrs value && length (attrNames value) == 1 && tags ? ${head (attrNames value)};
      merge =
        values:
        let
          names = unique (concatMap attrNames values);
          name = head names;
        in
        if length names != 1 then refused else { ${name} = (option tags.${name} (map (set: set.${name}) values)).value; };
    };
  };
}
