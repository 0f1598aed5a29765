# A bucket of Garage, an object store that speaks S3.
{ lib, ... }:
let
  inherit (lib) types;
  shapes = import ../../options.nix { inherit lib; };
  granting = import ../../granting.nix { inherit lib; };
  garage = import ./garage.nix { inherit lib; };
  inherit (shapes) option;

  origins = option {
    description = "Sites whose pages may read the bucket, as addresses.";
    type = types.listOf types.str;
    default = [ ];
    example = [ "https://social.example.org" ];
  };
in
{
  resources.s3-bucket = {
    description = "A bucket for files, in an object store that speaks S3";

    request.options = {
      name = option {
        description = "The name of the bucket.";
        type = types.strMatching "[a-z0-9][a-z0-9-]{1,61}[a-z0-9]";
        example = "mastodon-media";
      };
      public = shapes.switch "Public" true "Whether visitors may read the files at an address of the bucket's own.";
      cors = {
        inherit origins;
        methods = option {
          description = "What these pages may do.";
          type = types.listOf (
            types.enum [
              "DELETE"
              "GET"
              "HEAD"
              "POST"
              "PUT"
            ]
          );
          default = [
            "GET"
            "HEAD"
          ];
          example = [ "GET" ];
        };
        headers = option {
          description = "Headers that these pages may send.";
          type = types.listOf types.str;
          default = [ "*" ];
          example = [ "Range" ];
        };
      };
      quota-gib = option {
        title = "Quota";
        unit = "GiB";
        description = "How much the bucket may hold, in GiB; null is without end.";
        type = types.nullOr types.ints.positive;
        default = null;
        example = 200;
      };
    };

    policy =
      { config, ... }:
      {
        options = {
          domain = shapes.domain "Domain" "garage.example.org" "The name below which the store is reached: `s3.` for programs, `<bucket>.web.` for visitors.";
          region = option {
            description = "The name of the region that clients must give.";
            type = types.str;
            default = "garage";
            example = "eu-west";
          };
          capacity-gib = shapes.amount "Capacity" "GiB" 100 "How much the store may hold, in GiB.";
          replication-factor = option {
            title = "Copies of each file";
            description = "On how many machines each file is kept. It cannot be changed later.";
            type = types.enum [
              1
              2
              3
            ];
            default = 1;
            example = 3;
          };
          db-engine = option {
            title = "Database engine";
            description = "How the store keeps its own data: `lmdb` is faster, files of `sqlite` can move between platforms.";
            type = types.enum [
              "lmdb"
              "sqlite"
            ];
            default = "sqlite";
            example = "lmdb";
          };
          keys = option {
            title = "Folder of keys";
            description = ''
              The folder with the keys of each bucket: `<bucket>.id` (`GK` and 24 hexadecimal
              digits) and `<bucket>.secret` (64 of them). It must be on the store's machine
              and on that of the application.
            '';
            type = types.externalPath;
            default = "/var/lib/garage-keys";
            example = "/run/secrets/garage";
          };
          make-keys = shapes.switch "Make keys" true ''
            Whether keys that are not there are made, on the store's machine. Switch it off
            where keys come from elsewhere, as they must for applications on other machines.
          '';
          nixos = shapes.served "The store itself, for the machine where it runs.";
        };

        config = {
          nixos = garage.store config;

          resource-type = types.submodule {
            options = {
              endpoint = option {
                description = "The address at which programs speak S3.";
                type = types.str;
                example = "https://s3.garage.example.org";
              };
              region = option {
                description = "The region that clients must give.";
                type = types.str;
                example = "garage";
              };
              bucket = option {
                description = "The name of the bucket.";
                type = types.str;
                example = "mastodon-media";
              };
              public-host = option {
                title = "Public name";
                description = "The name under which visitors find the files; null if they may not.";
                type = types.nullOr types.str;
                example = "mastodon-media.web.garage.example.org";
              };
              public-url = option {
                title = "Public address";
                description = "The same as an address, without a slash at the end.";
                type = types.nullOr types.str;
                example = "https://mastodon-media.web.garage.example.org";
              };
              path-style = option {
                title = "Bucket in the path";
                description = "Whether clients name the bucket in the path instead of the host.";
                type = types.bool;
                example = true;
              };
              access-key-id-file = option {
                title = "File with the key's id";
                description = "The file with the id of the access key, for root.";
                type = types.str;
                example = "/var/lib/garage-keys/mastodon-media.id";
              };
              secret-access-key-file = option {
                title = "File with the key's secret";
                description = "The file with the secret of the access key, for root.";
                type = types.str;
                example = "/var/lib/garage-keys/mastodon-media.secret";
              };
              units = option {
                title = "Units that make the keys";
                description = "What must have run on the store's machine before the keys are there.";
                type = types.listOf types.str;
                example = [ "garage-key-mastodon-media.service" ];
              };
              nixos = shapes.nixos "The bucket and its key, for the machine of the store.";
            };
          };

          apply = granting.one-at-a-time "s3-bucket" (
            _name: request:
            let
              public-host = if request.public then "${request.name}.web.${config.domain}" else null;
            in
            {
              endpoint = "https://s3.${config.domain}";
              inherit (config) region;
              bucket = request.name;
              inherit public-host;
              public-url = if request.public then "https://${public-host}" else null;
              path-style = true;
              access-key-id-file = "${config.keys}/${request.name}.id";
              secret-access-key-file = "${config.keys}/${request.name}.secret";
              units = lib.optional config.make-keys "garage-key-${request.name}.service";
              nixos = garage.bucket config request;
            }
          );
        };
      };
  };
}
