# The type of a value that was checked when it was made. Its shape is known, and it is not
# merged a second time: that would transform it twice, and refuse its read-only parts.
{ lib }:
type:
lib.mkOptionType {
  inherit (type) name;
  description = type.description or type.name;
  descriptionClass = type.descriptionClass or null;
  check = _: true;
  merge = lib.mergeOneOption;
  getSubOptions = type.getSubOptions or (_: { });
  nestedTypes = type.nestedTypes or { };
}
