# Addresses of networks.
lib:
let
  inherit (builtins)
    all
    elemAt
    head
    length
    map
    match
    replaceStrings
    substring
    ;
  inherit (lib.strings) splitString toLower;
  inherit (lib.trivial) fromHexString throwIf toHexString;

  # The eight numbers of an address without prefix length.
  groups =
    address:
    let
      halves = splitString "::" address;
      written = half: if half == "" then [ ] else splitString ":" half;
      left = written (head halves);
      right = written (elemAt halves 1);
      zeros = 8 - length left - length right;
      whole =
        if length halves == 1 then
          left
        else if length halves == 2 && zeros > 0 then
          left ++ builtins.genList (_: "0") zeros ++ right
        else
          [ ];
    in
    throwIf (match "[0-9a-fA-F:]+" address == null)
      "${address} contains malformed characters for IPv6 address"
      (
        throwIf (
          length whole != 8 || !all (group: group != "") whole
        ) "${address} is not a valid IPv6 address" (map number whole)
      );

  number =
    group:
    let
      value = fromHexString group;
    in
    throwIf (value > 65535) "0x${group} is not a valid u16 integer" value;

  show = value: toLower (toHexString value);
in
{
  ipv6 = {
    /**
      The address in a string, all eight groups written out, and its prefix length.

          fromString : String -> { address : String; prefixLength : Int; }

      Example: ipv6.fromString "fe80::1/64" == { address = "fe80:0:0:0:0:0:0:1"; prefixLength = 64; }
    */
    fromString =
      text:
      let
        parts = splitString "/" text;
        given = lib.strings.toInt (elemAt parts 1);
      in
      throwIf (length parts > 2) "${text} is not a valid IPv6 address in CIDR notation" {
        address = builtins.concatStringsSep ":" (map show (groups (head parts)));
        prefixLength =
          if length parts == 1 then
            128
          else
            throwIf (
              given < 1 || given > 128
            ) "${text} IPv6 subnet should be in range [1;128], got ${toString given}" given;
      };

    /**
      The second half of the address that a host gives itself from its MAC address.

          mkEUI64Suffix : String -> String

      Example: mkEUI64Suffix "00:11:22:33:44:55" == "211:22ff:fe33:4455"
    */
    mkEUI64Suffix =
      mac:
      let
        digits = toLower (replaceStrings [ ":" "-" "." ] [ "" "" "" ] mac);
        octets = start: count: substring (2 * start) (2 * count) digits;
        # The bit that says whether the address is unique in the world is turned over.
        first = builtins.bitXor (fromHexString (octets 0 2)) 512;
      in
      throwIf (
        match "[0-9a-f]{12}" digits == null
      ) "\"${mac}\" is not a valid MAC address (expected 6 octets of hex digits)"
        "${show first}:${octets 2 1}ff:fe${octets 3 1}:${octets 4 2}";
  };
}
