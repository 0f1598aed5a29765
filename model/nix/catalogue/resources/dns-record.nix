# A record of the domain name system, written by the machine itself where its provider's
# name server takes signed updates (RFC 2136).
{ lib, ... }:
let
  inherit (lib) types;
  shapes = import ../options.nix { inherit lib; };
  units = import ../units.nix { inherit lib; };
  granting = import ../granting.nix { inherit lib; };
  inherit (shapes) option;

  record-type = types.enum [
    "A"
    "AAAA"
    "CAA"
    "CNAME"
    "SRV"
    "TXT"
  ];

  record = {
    name = shapes.domain "Name" "social.example.org" "The name that the record is about.";
    type = option {
      description = "The type of the record.";
      type = record-type;
      default = "CNAME";
      example = "TXT";
    };
    ttl = shapes.amount "Lifetime" "s" 3600 "How long others may remember it, in seconds.";
  };

  # Text stands in quotes in zone files.
  shown = record: if record.type == "TXT" then builtins.toJSON record.value else record.value;

  update =
    server: record:
    lib.concatMapStrings (line: line + "\n") [
      "server ${server}"
      "update delete ${record.name}. ${record.type}"
      "update add ${record.name}. ${toString record.ttl} ${record.type} ${shown record}"
      "send"
    ];
in
{
  resources.dns-record = {
    description = "A record of the domain name system";

    request.options = record // {
      value = option {
        description = "What the name stands for; null is the machine of the application.";
        type = types.nullOr types.str;
        default = null;
        example = "203.0.113.7";
      };
    };

    policy =
      { config, ... }:
      {
        options = {
          host = shapes.domain "Machine" "server.example.org" "The machine that names stand for.";
          hosts = option {
            title = "Machines of applications";
            description = "Other machines that names stand for, by application.";
            type = types.attrsOf shapes.types.hostname;
            default = { };
            example.peertube = "video.example.org";
          };
          server = option {
            title = "Name server";
            description = ''
              The name server that takes updates. Null writes no records: somebody must, as
              the plan lists them.
            '';
            type = types.nullOr shapes.types.hostname;
            default = null;
            example = "ns1.example.org";
          };
          key = shapes.secret "Key for updates" "The key that updates are signed with, as `tsig-keygen` writes it.";
        };

        config = {
          resource-type = types.submodule {
            options = record // {
              value = option {
                description = "What the name stands for.";
                type = types.str;
                example = "server.example.org.";
              };
              nixos = shapes.nixos "The unit that writes the record.";
            };
          };

          apply = granting.one-at-a-time "dns-record" (
            name: request:
            let
              host = config.hosts.${granting.application-of name} or config.host;
              value =
                if request.value != null then
                  request.value
                else if request.type == "CNAME" then
                  "${host}."
                else
                  throw "the request `${name}` must say what its ${request.type} record stands for: only a CNAME can stand for a machine";
              key = lib.optionalString (config.key != null) "-k ${lib.escapeShellArg (shapes.secret-path config.key)} ";
            in
            {
              inherit (request) name type ttl;
              inherit value;
              nixos =
                { pkgs, ... }:
                {
                  systemd.services = lib.optionalAttrs (config.server != null) {
                    ${units.named "dns-record" name} = units.once {
                      description = "${request.type} record of ${request.name}";
                      after = [ "network-online.target" ];
                      path = [ pkgs.dnsutils ];
                      script = ''
                        nsupdate ${key}<<'END'
                        ${update config.server (request // { inherit value; })}END
                      '';
                    };
                  };
                };
            }
          );
        };
      };
  };
}
