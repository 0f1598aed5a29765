# PeerTube: videos, recorded and live.
{ lib, ... }:
let
  shared = import ../shared.nix { inherit lib; };
  nixos = import ./nixos.nix { inherit lib; };
in
{
  applications.peertube = {
    description = "Videos, recorded and live (PeerTube)";
    module.options = import ./options.nix { inherit lib; };

    implementation = settings: {
      resources = lib.optionalAttrs settings.enable (
        shared.requests settings {
          user = "peertube";
          units = [ "peertube.service" ];
        }
        // {
          server.machine = {
            cores = if settings.transcoding.enable then 4 else 2;
            memoryMiB = 4096;
            diskGiB = 100;
            nixos = nixos settings;
          };
          database.postgresql = {
            database = "peertube";
            extensions = [
              "pg_trgm"
              "unaccent"
            ];
          };
          cache.redis.name = "peertube";
          media.s3-bucket = shared.bucket "peertube-media" settings;
          key.secret = {
            generate = "hex-32";
            owner = "peertube";
            for = [ "peertube.service" ];
          };
          copies.backup.state = {
            database.postgresql = "peertube";
            files.files = "/var/lib/peertube";
          };
        }
        // lib.optionalAttrs (settings.admin != null) {
          password.secret = {
            generate = "password";
            from = settings.admin.password;
            for = [ "peertube.service" ];
          };
        }
      );
    };
  };
}
