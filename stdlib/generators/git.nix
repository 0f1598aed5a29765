# The configuration files of git.
lib:
let
  inherit (builtins)
    concatStringsSep
    isString
    mapAttrs
    replaceStrings
    ;
  inherit (lib.lists) init last;
in
{
  /**
    A git configuration from sets in sets; the names between the first and the last make the
    subsection.

        toGitINI : { _ : Any } -> String

    Example: toGitINI { remote.origin.url = "u"; } == "[remote \"origin\"]\n\turl = \"u\"\n"
  */
  toGitINI =
    let
      quoted =
        text:
        "\"${
          replaceStrings [ "\n" "\t" "\"" "\\" ] [ "\\n" "\\t" "\\\"" "\\\\" ] text
        }\"";
      showValue =
        value:
        lib.generators.mkValueStringDefault { } (if isString value then quoted value else value);

      # `remote.origin`, the joined names, becomes `remote "origin"`.
      showSection =
        name:
        let
          names = lib.strings.splitString "." name;
          below = concatStringsSep "." (builtins.tail names);
        in
        if below == "" || lib.strings.hasInfix "\"" name then
          name
        else
          "${builtins.head names} \"${below}\"";

      entry =
        path: value:
        if builtins.length path < 2 then
          throw "generators.toGitINI: `${last path}` stands in no section"
        else
          {
            section = concatStringsSep "." (init path);
            name = last path;
            inherit value;
          };
      entries = lib.attrsets.mapAttrsToListRecursiveCond (
        _: value: !lib.attrsets.isDerivation value
      ) entry;
      # Where two ways to write a section name the same key, the later one counts.
      merge = list: builtins.listToAttrs (lib.lists.reverseList list);
    in
    set:
    lib.generators.toINI {
      listsAsDuplicateKeys = true;
      mkSectionName = showSection;
      mkKeyValue =
        key: value:
        "\t${lib.generators.mkKeyValueDefault { mkValueString = showValue; } " = " key value}";
    } (mapAttrs (_: merge) (builtins.groupBy (item: item.section) (entries set)));
}
