# The model without the options that no JSON is a value of here: it takes some configuration.
{
  operator.module =
    arguments:
    let
      all = import ./options.nix arguments;
    in
    all
    // {
      options = removeAttrs all.options [
        "lua"
        "packages"
        "files"
        "package"
        "nothing"
      ];
    };
  operator.configure = _: { };
}
