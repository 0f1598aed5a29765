# Conditions that must hold, with words for when they do not.
lib:
let
  inherit (builtins) all elem filter;

  show = lib.generators.toPretty { };
in
rec {
  /**
    True if the condition is, else an error with the message.

        assertMsg : Bool -> String -> Bool

    Example: assertMsg true "never seen"
  */
  assertMsg = condition: message: condition || throw message;

  /**
    True if the value is in the list, else an error that names both.

        assertOneOf : String -> a -> [a] -> Bool

    Example: assertOneOf "kind" "a" [ "a" "b" ]
  */
  assertOneOf =
    name: value: allowed:
    assertMsg (elem value allowed) "${name} must be one of ${show allowed}, but is: ${show value}";

  /**
    True if every value is in the list, else an error that names both.

        assertEachOneOf : String -> [a] -> [a] -> Bool

    Example: assertEachOneOf "kinds" [ "a" ] [ "a" "b" ]
  */
  assertEachOneOf =
    name: values: allowed:
    assertMsg (all (value: elem value allowed) values)
      "each element in ${name} must be one of ${show allowed}, but is: ${show values}";

  /**
    Gives the value, after the warnings, if all assertions hold, else an error with the
    messages of those that do not.

        checkAssertWarn : [{ assertion : Bool; message : String; ... }] -> [String] -> a -> a

    Example: checkAssertWarn [ { assertion = true; message = ""; } ] [ ] 5 == 5
  */
  checkAssertWarn =
    assertions: warnings: value:
    let
      failed = filter (entry: !entry.assertion) assertions;
      messages = lib.strings.concatMapStringsSep "\n" (entry: "- ${entry.message}") failed;
    in
    if failed == [ ] then
      lib.trivial.showWarnings warnings value
    else
      throw "\nFailed assertions:\n${messages}";
}
