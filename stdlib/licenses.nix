# Licences of software, alone and combined, and questions about them.
lib:
let
  inherit (builtins)
    all
    any
    concatStringsSep
    elem
    map
    mapAttrs
    ;

  named = fullName: {
    licenseType = "simple";
    deprecated = false;
    free = true;
    redistributable = true;
    inherit fullName;
  };
  unfree = {
    free = false;
  };
  closed = {
    free = false;
    redistributable = false;
  };

  table =
    import ./licenses/spdx.nix {
      spdx =
        spdxId: fullName:
        named fullName
        // {
          inherit spdxId;
          url = "https://spdx.org/licenses/${spdxId}.html";
        };
      inherit unfree;
    }
    // import ./licenses/others.nix {
      free = named;
      unfree = fullName: named fullName // unfree;
      closed = fullName: named fullName // closed;
    };

  compound = operator: licenses: {
    licenseType = "compound";
    inherit operator licenses;
  };
in
mapAttrs (shortName: license: license // { inherit shortName; }) table
// rec {
  /**
    All of the licences hold.

        AND : [{ licenseType : String; ... }] -> { licenseType : String; ... }

    Example: (licenses.AND [ licenses.mit ]).operator == "AND"
  */
  AND = compound "AND";

  /**
    One of the licences holds, as the user chooses.

        OR : [{ licenseType : String; ... }] -> { licenseType : String; ... }

    Example: (licenses.OR [ licenses.mit ]).operator == "OR"
  */
  OR = compound "OR";

  /**
    The licence or a later version of it.

        PLUS : { licenseType : String; ... } -> { licenseType : String; ... }

    Example: licenses.toSPDX (licenses.PLUS licenses.mit) == "MIT+"
  */
  PLUS = license: {
    licenseType = "plus";
    inherit license;
  };

  /**
    The licence with an exception.

        WITH : { licenseType : String; ... } -> { licenseType : String; ... } -> { licenseType : String; ... }

    Example: licenses.toSPDX (licenses.WITH licenses.mit licenses.isc) == "MIT WITH ISC"
  */
  WITH = license: exception: {
    licenseType = "exception";
    inherit license exception;
  };

  /**
    Whether the predicate holds for a licence. Of several that all hold, it must hold for each,
    of a choice for one; the other way round if it is a fault that is asked for (false).

        evaluateProperty : ({ licenseType : String; ... } -> Bool) -> Bool -> { licenseType : String; ... } -> Bool

    Example: licenses.evaluateProperty (l: l.free) true licenses.mit
  */
  evaluateProperty =
    holds: good: license:
    let
      ask = evaluateProperty holds good;
      type = license.licenseType or null;
    in
    if type == "simple" then
      holds license
    else if type == "compound" then
      (if (license.operator == "AND") == good then all else any) ask license.licenses
    else if type == "plus" || type == "exception" then
      ask license.license
    else
      throw "Unknown license type or legacy license";

  /**
    As `evaluateProperty`, for a member of the licences.

        evaluateNamedProperty : String -> Bool -> { licenseType : String; ... } -> Bool

    Example: licenses.evaluateNamedProperty "free" true licenses.mit
  */
  evaluateNamedProperty = name: evaluateProperty (license: license.${name});

  /**
    Whether a licence is one of free software.

        isFree : { licenseType : String; ... } -> Bool

    Example: licenses.isFree licenses.mit
  */
  isFree = evaluateNamedProperty "free" true;

  /**
    Whether a licence lets others pass the software on.

        isRedistributable : { licenseType : String; ... } -> Bool

    Example: licenses.isRedistributable licenses.mit
  */
  isRedistributable = evaluateNamedProperty "redistributable" true;

  /**
    Whether a licence cannot do without one of the list.

        containsLicenses : [{ licenseType : String; ... }] -> { licenseType : String; ... } -> Bool

    Example: licenses.containsLicenses [ licenses.mit ] licenses.mit
  */
  containsLicenses = list: evaluateProperty (license: elem license list) false;

  /**
    The licence as an expression of SPDX.

        toSPDX : { licenseType : String; ... } -> String

    Example: licenses.toSPDX (licenses.OR [ licenses.mit licenses.isc ]) == "MIT OR ISC"
  */
  toSPDX =
    license:
    let
      type = license.licenseType or null;
      inner = part: if part.licenseType == "compound" then "(${toSPDX part})" else toSPDX part;
    in
    if type == "simple" then
      license.spdxId or "LicenseRef-nixos-${license.shortName}"
    else if type == "compound" then
      concatStringsSep " ${license.operator} " (map inner license.licenses)
    else if type == "plus" then
      "${toSPDX license.license}+"
    else if type == "exception" then
      "${toSPDX license.license} WITH ${toSPDX license.exception}"
    else
      throw "Unknown license type or legacy license";
}
