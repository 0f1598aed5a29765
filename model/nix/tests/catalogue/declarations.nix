# What is said of every option of the catalogue: what it is, and an example of it.
let
  lib = import <fedic/lib>;
  evaluated = import <fedic/model/frame.nix> { modules = [ <fedic/catalogue> ]; };
  inherit (evaluated) config;

  # All options below a tree of them, by path; not those of the data model itself.
  below =
    path: options:
    lib.concatLists (
      lib.mapAttrsToList (
        name: option:
        if
          lib.elem name [
            "_module"
            "apply"
            "resource-type"
          ]
        then
          [ ]
        else
          at (path ++ [ name ]) option
      ) options
    );

  at =
    path: option:
    if lib.isOption option then
      [
        {
          inherit path option;
        }
      ]
      ++ below path (option.type.getSubOptions [ ])
    else
      below path option;

  of = name: module: below [ name ] (lib.evalModules { modules = [ module ]; }).options;

  all = lib.concatLists (
    lib.mapAttrsToList (name: kind: of "${name}, asked for" kind.request ++ of "${name}, offered" kind.policy) config.resources
    ++ lib.mapAttrsToList (name: application: of name application.module) config.applications
    ++ [ (of "operator" config.operator.module) ]
  );

  without = part: map (one: lib.showOption one.path) (lib.filter (one: !(one.option ? ${part})) all);
in
{
  test-there-are-many = {
    expr = lib.length all > 200;
    expected = true;
  };
  test-each-has-a-description = {
    expr = without "description";
    expected = [ ];
  };
  test-each-has-an-example = {
    expr = without "example";
    expected = [ ];
  };
  test-secrets-are-references = {
    expr = lib.filter (
      one:
      lib.elem (lib.last one.path) [
        "password"
        "key"
        "from"
      ]
      && lib.hasInfix "reference to a secret" one.option.type.description
      && !(one.option.meta.ui.secret or false)
    ) all;
    expected = [ ];
  };
}
