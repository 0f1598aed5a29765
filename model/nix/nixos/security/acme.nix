# Certificates by ACME, as NixOS gets them.
{
  config,
  options,
  lib,
  ...
}:
let
  inherit (lib) types;
  inherit (import ../option.nix { inherit lib; }) option flag;
  cfg = config.security.acme;

  text = option (types.nullOr types.str) null;
  texts = option (types.listOf types.str) [ ];

  # Settings of each certificate, and of all that inherit them. `inherited` gives the default
  # of a certificate.
  settings = inherited: {
    validMinDays = option types.int (inherited "validMinDays" 30) "How many days before its end it is renewed.";
    renewInterval = option types.str (inherited "renewInterval" "daily") "How often is looked whether it must be renewed.";
    enableDebugLogs = flag (inherited "enableDebugLogs" true) "Whether more is logged.";
    webroot = option (types.nullOr types.str) (inherited "webroot" null) "Where challenges are answered by a web server.";
    server =
      option (types.nullOr types.str) (inherited "server" "https://acme-v02.api.letsencrypt.org/directory")
        "The authority's address.";
    email = option (types.nullOr types.str) (inherited "email" null) "The address that the authority can write to.";
    group = option types.str (inherited "group" "acme") "The group that may read it.";
    reloadServices = option (types.listOf types.str) (inherited "reloadServices" [ ]) "Services that are told when it is renewed.";
    postRun = option types.lines (inherited "postRun" "") "What is run when it is renewed.";
    keyType = option types.str (inherited "keyType" "ec256") "The kind of key.";
    listenHTTP = option (types.nullOr types.str) (inherited "listenHTTP" null) "Where challenges are answered without a web server.";
    dnsProvider = option (types.nullOr types.str) (inherited "dnsProvider" null) "Who answers challenges by DNS.";
    dnsResolver = option (types.nullOr types.str) (inherited "dnsResolver" null) "Where those answers are looked up.";
    environmentFile = option (types.nullOr types.path) (inherited "environmentFile" null) "A file with secrets of that provider.";
    credentialsFile = option (types.nullOr types.path) (inherited "credentialsFile" null) "The old name of `environmentFile`." // {
      visible = false;
    };
    credentialFiles = option (types.attrsOf types.path) (inherited "credentialFiles" { }) "Files with one secret each, by variable.";
    dnsPropagationCheck = flag (inherited "dnsPropagationCheck" true) "Whether all servers must have the answer first.";
    ocspMustStaple = flag (inherited "ocspMustStaple" false) "Whether servers must tell that it still holds.";
    profile = option (types.nullOr types.str) (inherited "profile" null) "The authority's profile.";
    extraLegoFlags = option (types.listOf types.str) (inherited "extraLegoFlags" [ ]) "Further arguments of lego.";
    extraLegoRenewFlags = option (types.listOf types.str) (inherited "extraLegoRenewFlags" [ ]) "Further arguments of lego when it renews.";
    extraLegoRunFlags = option (types.listOf types.str) (inherited "extraLegoRunFlags" [ ]) "Further arguments of lego at first.";
  };

  cert =
    { config, name, ... }:
    {
      options =
        settings (name: default: if config.inheritDefaults then cfg.defaults.${name} else default)
        // {
          inheritDefaults = flag true "Whether `security.acme.defaults` hold.";
          directory = option types.str "/var/lib/acme/${name}" "Where it is." // {
            readOnly = true;
          };
          domain = option types.str name "The name that it is for.";
          extraDomainNames = texts "Further names.";
          csr = text "A request of one's own.";
          csrKey = text "The key of that request.";
          s3Bucket = text "The bucket that answers challenges.";
        };
    };

  challenges = cert: [
    cert.webroot
    cert.listenHTTP
    cert.dnsProvider
    cert.s3Bucket
  ];

  certAssertion = name: cert: {
    assertion = builtins.length (builtins.filter (it: it != null) (challenges cert)) <= 1;
    message = "Of `webroot`, `listenHTTP`, `dnsProvider` and `s3Bucket` of `security.acme.certs.\"${name}\"` only one can be set";
    about = [ options.security.acme.certs ];
  };
in
{
  options.security.acme = {
    acceptTerms = flag false "Whether you accept the terms of the authority.";
    useRoot = flag false "Whether certificates are got as root.";
    maxConcurrentRenewals = option types.int 5 "How many are renewed at once.";
    preliminarySelfsigned = flag true "Whether there is a certificate of one's own until then.";
    defaults = option (types.submodule { options = settings (_: default: default); }) { } "Settings of all certificates.";
    certs = option (types.attrsOf (types.submodule cert)) { } "Certificates by name.";
  };

  config = lib.mkIf (cfg.certs != { }) {
    assertions = [
      {
        assertion = cfg.acceptTerms;
        message = "Certificates are asked for: `security.acme.acceptTerms` must say that you accept the terms of the authority";
        about = [
          options.security.acme.acceptTerms
          options.security.acme.certs
        ];
      }
    ]
    ++ lib.mapAttrsToList certAssertion cfg.certs;
  };
}
