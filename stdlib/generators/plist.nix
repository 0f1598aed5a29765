# Property lists of macOS.
lib:
let
  inherit (builtins)
    concatStringsSep
    isAttrs
    isBool
    isFloat
    isInt
    isList
    map
    ;
in
{
  /**
    A property list in XML from a value. Members that are null, and `_module`, are left out.
    Without `escape`, which asks for a warning, texts must be fit for XML already.

        toPlist : { escape? : Bool; } -> Any -> String

    Example: lib.hasInfix "<integer>1</integer>" (toPlist { escape = true; } 1)
  */
  toPlist =
    {
      escape ? false,
    }:
    let
      text = if escape then lib.strings.escapeXML else toString;
      shown = name: member: name != "_module" && member != null;

      show =
        indent: value:
        let
          inner = show "\t${indent}";
          enclose =
            tag: items: "${indent}<${tag}>\n${concatStringsSep "\n" items}\n${indent}</${tag}>";
          member = name: value: "\t${indent}<key>${text name}</key>\n${inner value}";
        in
        if value == null then
          ""
        else if isBool value then
          "${indent}<${if value then "true" else "false"}/>"
        else if isInt value then
          "${indent}<integer>${toString value}</integer>"
        else if isFloat value then
          "${indent}<real>${toString value}</real>"
        else if isList value then
          enclose "array" (map inner value)
        else if isAttrs value then
          enclose "dict" (
            lib.attrsets.mapAttrsToList member (lib.attrsets.filterAttrs shown value)
          )
        else if lib.trivial.isFunction value then
          abort "generators.toPlist: functions have no form in a property list"
        else
          "${indent}<string>${text (toString value)}</string>";

      document = value: ''
        <?xml version="1.0" encoding="UTF-8"?>
        <!DOCTYPE plist PUBLIC "-//Apple Computer//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
        <plist version="1.0">
        ${show "" value}
        </plist>'';
    in
    value:
    lib.trivial.warnIf (
      !escape
    ) "Using `lib.generators.toPlist` without `escape = true` is deprecated" (document value);
}
