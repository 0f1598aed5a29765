# Names and shapes that tools stumble over.
{ lib, ... }:
let
  inherit (lib) mkOption types;
  of = type: mkOption { inherit type; };
  node = types.submodule (
    { name, ... }:
    {
      options = {
        children = mkOption { type = types.attrsOf node; default = { }; };
        next = mkOption { type = types.nullOr node; default = null; };
        siblings = mkOption { type = types.listOf node; default = [ ]; };
        "own name" = mkOption { type = types.str; default = name; };
      };
    }
  );
  point = types.submodule { options.x = of types.int; options.y = mkOption { type = types.int; default = 0; }; };
  circle = types.submodule { options.radius = of types.number; };
in
{
  options = {
    "with.dot" = of types.int;
    "with \"quotes\"" = of types.str;
    "with space" = of types.bool;
    "ünï-cödé 中文 🎉" = of types.str;
    "$ref" = of types.str;
    "a'b`c" = of types.str;
    "__proto__" = of types.int;
    "constructor" = of types.int;
    class = of types.str;
    def = of types.int;
    None = of types.int;
    "import" = of types.str;
    lambda = of (types.enum [ 1 2 3 ]);
    function = of (types.enum [ 1.5 2 ]);
    interface = of (types.enum [ (-1) 0 true false null "x" ]);
    new = of (types.nullOr types.int);
    enum = of (types.enum [ "class" "with \"quote\"" "*/" "" ]);
    model_dump = of types.str;
    model_config = of types.str;
    "_private" = of types.int;
    "__dunder__" = of types.int;
    json = of types.str;
    list = of (types.listOf types.str);
    int = of types.int;
    bool = of types.bool;
    str = of types.str;
    Any = of point;
    Field = of point;
    "base model" = of circle;
    BaseModel = of (types.submodule { options.z = of types.int; });
    string = of (types.submodule { options.z = of types.int; });
    Record = of (types.submodule { options.z = of types.int; });
    Array = of (types.submodule { options.z = of types.int; });
    Object = of (types.submodule { options.q = of types.int; });
    Promise = of (types.submodule { options.q = of types.int; });
    literal = of (types.submodule { options.q = of types.int; });
    dict = of (types.submodule { options.q = of types.int; });
    type = of (types.submodule { options.type = of types.str; });
    node = of node;
    either-shape = of (types.either point circle);
    shapes = of (types.listOf (types.either types.int point));
    maybe-shape = of (types.nullOr (types.submodule { options.w = of types.int; options."a.b" = of types.str; }));
    one-of = of (types.oneOf [ types.bool types.int (types.listOf types.str) point ]);
    tagged = of (types.attrTag {
      "a b" = mkOption { type = types.int; };
      "2nd" = mkOption { type = point; description = ""; };
      unit = mkOption { type = types.submodule { }; };
      "self" = mkOption { type = types.nullOr types.int; };
    });
    free = of (types.submodule { freeformType = types.attrsOf types.int; options.known = of types.int; options.group.inner = of types.int; });
    free-any = of (types.submodule { freeformType = types.anything; options.k = mkOption { type = types.str; default = "x"; }; });
    free-deep = of (types.submodule { freeformType = types.attrsOf (types.attrsOf types.str); options.g.h = of types.int; });
    empty-description = mkOption { type = types.str; description = ""; };
    html = mkOption { type = types.str; description = "<script>alert(1)</script> & **bold** {option}`a.b` \"\"\" ''' */ \\n \\u0041 `'''`"; default = "</script><!--"; example = "\"\"\" \\ ${"$"}{x} */"; };
    code-example = mkOption { type = types.listOf types.int; default = [ ]; example = lib.literalExpression "[ 1 2 ]"; };
    asked-when-used = mkOption { type = types.str; default = throw "name it"; };
    big = mkOption { type = types.int; default = 9223372036854775807; };
    float-default = mkOption { type = types.float; default = 1.0e300; };
    float-int = mkOption { type = types.float; default = 3.0; };
    nested.deeply.within.group = of types.int;
    nested.other = mkOption { type = types.str; default = "x"; };
    "nested.other" = of types.int;
    matrix = of (types.listOf (types.listOf types.int));
    ne = of (types.nonEmptyListOf (types.nonEmptyListOf types.str));
    map-of-maps = of (types.attrsOf (types.attrsOf (types.nullOr types.bool)));
    renamed-target = mkOption { type = types.int; default = 1; };
    pat = of (types.strMatching "[a-z\"\\\\/]+|é{1,2}|[[:alpha:]-]*");
    secret = mkOption { type = types.str; } // { meta.ui.secret = true; };
    ports = mkOption { type = types.listOf types.port; default = [ 80 ]; };
    "0" = of types.int;
    "00" = of types.int;
    a-b = of types.int;
    a_b = of types.int;
    aB = of types.int;
    "" = of types.int;
    " " = of types.int;
    "a\nb" = of types.int;
    "~/slash" = of types.int;
    empty-sub = of (types.submodule { });
    list-of-empty = of (types.listOf (types.submodule { }));
    one-tag = of (types.attrTag { "a tag" = mkOption { type = types.str; example = "a \"word\""; }; });
    tags-of-code = of (types.attrTag {
      code = mkOption { type = types.functionTo types.str; };
      text = mkOption { type = types.str; example = "x"; };
      count = mkOption { type = types.int; };
    });
  };
  imports = [
    (lib.mkRenamedOptionModule [ "old.name" ] [ "renamed-target" ])
    (lib.mkRenamedOptionModule [ "old group" "x" ] [ "nested" "other" ])
  ];
}
