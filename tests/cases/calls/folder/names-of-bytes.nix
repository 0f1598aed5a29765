# Names need not be text: they are the bytes they are, for whoever looks them up, sorts or prints them.
let
  b = builtins.substring 0 1 "é";
  other = builtins.substring 1 1 "é";
  set = {
    ${b} = 1;
    "�" = 2;
    ${other} = 3;
    a = 4;
    z = 5;
  };
in
{
  inherit set;
  names = builtins.attrNames set;
  values = builtins.attrValues set;
  looked-up = set.${b};
  has = set ? ${b};
  has-not = { "�" = 1; } ? ${other};
  removed = removeAttrs set [ b ];
  equal = set == set // { ${b} = 1; };
  mapped = builtins.mapAttrs (name: _: builtins.stringLength name) set;
  listed = builtins.listToAttrs [
    {
      name = b;
      value = b;
    }
  ];
  grouped = builtins.groupBy (_: b) [
    1
    2
  ];
  zipped = builtins.zipAttrsWith (name: values: [ name ] ++ values) [
    set
    { ${other} = 6; }
  ];
  met = builtins.intersectAttrs { ${b} = null; } set;
  found = builtins.catAttrs other [ set ];
  xml = builtins.toXML set;
  version = builtins.splitVersion "1.${b}.2${other}";
  package = builtins.parseDrvName "x${b}-2${other}";
  compared = builtins.compareVersions "1.${b}" "1.${other}";
}
