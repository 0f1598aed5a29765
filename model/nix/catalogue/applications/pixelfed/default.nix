# Pixelfed: pictures, shared with friends on other servers.
{ lib, ... }:
let
  shared = import ../shared.nix { inherit lib; };
  nixos = import ./nixos.nix { inherit lib; };
in
{
  applications.pixelfed = {
    description = "Pictures, shared with friends on other servers (Pixelfed)";
    module.options = import ./options.nix { inherit lib; };

    implementation = settings: {
      resources = lib.optionalAttrs settings.enable (
        shared.requests settings {
          user = "pixelfed";
          units = [ "pixelfed-data-setup.service" ];
        }
        // {
          server.machine = {
            cores = 2;
            memoryMiB = 2048;
            diskGiB = 40;
            nixos = nixos settings;
          };
          database.mariadb.database = "pixelfed";
          cache.redis.name = "pixelfed";
          media.s3-bucket = shared.bucket "pixelfed-media" settings;
          key.secret = {
            generate = "base64-32";
            owner = "pixelfed";
            for = [ "pixelfed-keys.service" ];
          };
          copies.backup.state = {
            database.mariadb = "pixelfed";
            files.files = "/var/lib/pixelfed";
          };
        }
        // lib.optionalAttrs (settings.admin != null) {
          password.secret = {
            generate = "password";
            from = settings.admin.password;
            owner = "pixelfed";
          };
        }
      );
    };
  };
}
