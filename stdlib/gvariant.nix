# Values of GVariant, the types of GSettings and dconf: sets that show themselves as its text.
lib:
let
  inherit (builtins)
    all
    concatStringsSep
    filter
    head
    isAttrs
    isBool
    isFloat
    isInt
    isList
    isString
    map
    replaceStrings
    typeOf
    ;

  quoted =
    text:
    "'${
      replaceStrings [ "\n" "'" "\\" ] [ "\\n" "\\'" "\\\\" ] text
    }'";

  # A value of a type; the function makes its text.
  primitive = type: show: value: {
    _type = "gvariant";
    inherit type value;
    __toString = self: show self;
  };
  plain = type: primitive type (self: toString self.value);
  annotated = type: primitive type (self: "@${self.type} ${toString self.value}");

  integers = [
    {
      name = "mkInt32";
      type = type.int32;
      min = -2147483648;
      max = 2147483647;
    }
    {
      name = "mkUint32";
      type = type.uint32;
      min = 0;
      max = 4294967295;
    }
    {
      name = "mkInt64";
      type = type.int64;
      min = null;
      max = null;
    }
    {
      name = "mkUint64";
      type = type.uint64;
      min = 0;
      max = null;
    }
    {
      name = "mkInt16";
      type = type.int16;
      min = -32768;
      max = 32767;
    }
    {
      name = "mkUint16";
      type = type.uint16;
      min = 0;
      max = 65535;
    }
    {
      name = "mkUchar";
      type = type.uchar;
      min = 0;
      max = 255;
    }
  ];

  unclear =
    number:
    let
      holds = c: (c.min == null || c.min <= number) && (c.max == null || number <= c.max);
      choice = c: "- `lib.gvariant.${c.name}` for `${c.type}`";
    in
    throw ''
      The GVariant type for number “${toString number}” is unclear.
      Say which one the schema wants:

      ${concatStringsSep "\n" (map choice (filter holds integers))}'';

  type = {
    boolean = "b";
    double = "d";
    int16 = "n";
    int32 = "i";
    int64 = "x";
    string = "s";
    uchar = "y";
    uint16 = "q";
    uint32 = "u";
    uint64 = "t";
    variant = "v";

    /**
      The type of arrays of a type.

          arrayOf : String -> String

      Example: type.arrayOf "s" == "as"
    */
    arrayOf = element: "a${element}";

    /**
      The type of values of a type or nothing.

          maybeOf : String -> String

      Example: type.maybeOf "i" == "mi"
    */
    maybeOf = element: "m${element}";

    /**
      The type of tuples of types.

          tupleOf : [String] -> String

      Example: type.tupleOf [ "s" "i" ] == "(si)"
    */
    tupleOf = elements: "(${concatStringsSep "" elements})";

    /**
      The type of the entries of a dictionary.

          dictionaryEntryOf : String -> String -> String

      Example: type.dictionaryEntryOf "s" "v" == "{sv}"
    */
    dictionaryEntryOf = name: value: "{${name}${value}}";
  };
in
rec {
  inherit type;

  /**
    The functions that make integers, with their types and the least and greatest number, or null.

        intConstructors : [{ name : String; type : String; min : Int | Null; max : Int | Null; }]

    Example: (head intConstructors).name == "mkInt32"
  */
  intConstructors = integers;

  /**
    Whether the value is one of GVariant.

        isGVariant : Any -> Bool

    Example: isGVariant (mkInt32 1)
  */
  isGVariant = value: value._type or "" == "gvariant";

  /**
    The value of GVariant for a Nix value whose type is clear: not for integers, sets and null.

        mkValue : Any -> { _type : String; ... }

    Example: toString (mkValue [ "a" ]) == "@as ['a']"
  */
  mkValue =
    value:
    if isBool value then
      mkBoolean value
    else if isFloat value then
      mkDouble value
    else if isString value then
      mkString value
    else if isList value then
      mkArray value
    else if isGVariant value then
      value
    else if isInt value then
      unclear value
    else if isAttrs value then
      throw "Cannot construct GVariant value from an attribute set. If you want to construct a dictionary, you will need to create an array containing items constructed with `lib.gvariant.mkDictionaryEntry`."
    else
      throw "The GVariant type of “${typeOf value}” can't be inferred.";

  /**
    An array of values of one type; `mkEmptyArray` makes one of none.

        mkArray : [Any] -> { _type : String; ... }

    Example: toString (mkArray [ true ]) == "@ab [true]"
  */
  mkArray =
    elements:
    let
      values = map mkValue elements;
      element = (head values).type;
      show = self: "@${self.type} [${concatStringsSep "," (map toString self.value)}]";
    in
    if elements == [ ] then
      throw "Please create empty array with mkEmptyArray."
    else if all (value: value.type == element) values then
      primitive (type.arrayOf element) show values
    else
      throw "Elements in a list should have same type.";

  /**
    An array of no values of a type.

        mkEmptyArray : String -> { _type : String; ... }

    Example: toString (mkEmptyArray type.string) == "@as []"
  */
  mkEmptyArray = element: primitive (type.arrayOf element) (self: "@${self.type} []") [ ];

  /**
    A value of any type, as one of the type variant.

        mkVariant : Any -> { _type : String; ... }

    Example: toString (mkVariant "v") == "<'v'>"
  */
  mkVariant = value: primitive type.variant (self: "<${toString self.value}>") (mkValue value);

  /**
    An entry of a dictionary.

        mkDictionaryEntry : Any -> Any -> { _type : String; ... }

    Example: toString (mkDictionaryEntry "k" true) == "@{sb} {'k',true}"
  */
  mkDictionaryEntry =
    name: value:
    let
      entry = map mkValue [
        name
        value
      ];
      types = map (part: part.type) entry;
      show = self: "@${self.type} {${concatStringsSep "," (map toString self.value)}}";
    in
    primitive "{${concatStringsSep "" types}}" show entry;

  /**
    A value of a type, or nothing if it is null.

        mkMaybe : String -> Any -> { _type : String; ... }

    Example: toString (mkMaybe type.string null) == "@ms nothing"
  */
  mkMaybe =
    element:
    primitive (type.maybeOf element) (
      self: if self.value == null then "@${self.type} nothing" else "just ${toString self.value}"
    );

  /**
    Nothing, where a value of a type could be.

        mkNothing : String -> { _type : String; ... }

    Example: toString (mkNothing type.boolean) == "@mb nothing"
  */
  mkNothing = element: mkMaybe element null;

  /**
    A value where nothing could be.

        mkJust : Any -> { _type : String; ... }

    Example: toString (mkJust "j") == "just 'j'"
  */
  mkJust =
    value:
    let
      element = mkValue value;
    in
    mkMaybe element.type element;

  /**
    A tuple of values of any types.

        mkTuple : [Any] -> { _type : String; ... }

    Example: toString (mkTuple [ "a" true ]) == "@(sb) ('a',true)"
  */
  mkTuple =
    elements:
    let
      values = map mkValue elements;
      show = self: "@${self.type} (${concatStringsSep "," (map toString self.value)})";
    in
    primitive (type.tupleOf (map (value: value.type) values)) show values;

  /**
    A Boolean.

        mkBoolean : Bool -> { _type : String; ... }

    Example: toString (mkBoolean true) == "true"
  */
  mkBoolean = primitive type.boolean (self: if self.value then "true" else "false");

  /**
    A string.

        mkString : String -> { _type : String; ... }

    Example: toString (mkString "s") == "'s'"
  */
  mkString = primitive type.string (self: quoted self.value);

  /**
    The path of an object on the bus.

        mkObjectpath : String -> { _type : String; ... }

    Example: toString (mkObjectpath "/o") == "objectpath '/o'"
  */
  mkObjectpath = primitive type.string (self: "objectpath ${quoted self.value}");

  /**
    A byte.

        mkUchar : Int -> { _type : String; ... }

    Example: toString (mkUchar 7) == "@y 7"
  */
  mkUchar = annotated type.uchar;

  /**
    An integer of 16 bits.

        mkInt16 : Int -> { _type : String; ... }

    Example: toString (mkInt16 7) == "@n 7"
  */
  mkInt16 = annotated type.int16;

  /**
    An integer of 16 bits without a sign.

        mkUint16 : Int -> { _type : String; ... }

    Example: toString (mkUint16 7) == "@q 7"
  */
  mkUint16 = annotated type.uint16;

  /**
    An integer of 32 bits.

        mkInt32 : Int -> { _type : String; ... }

    Example: toString (mkInt32 7) == "7"
  */
  mkInt32 = plain type.int32;

  /**
    An integer of 32 bits without a sign.

        mkUint32 : Int -> { _type : String; ... }

    Example: toString (mkUint32 7) == "@u 7"
  */
  mkUint32 = annotated type.uint32;

  /**
    An integer of 64 bits.

        mkInt64 : Int -> { _type : String; ... }

    Example: toString (mkInt64 7) == "@x 7"
  */
  mkInt64 = annotated type.int64;

  /**
    An integer of 64 bits without a sign.

        mkUint64 : Int -> { _type : String; ... }

    Example: toString (mkUint64 7) == "@t 7"
  */
  mkUint64 = annotated type.uint64;

  /**
    A floating point number.

        mkDouble : Float -> { _type : String; ... }

    Example: toString (mkDouble 1.5) == "1.500000"
  */
  mkDouble = plain type.double;
}
