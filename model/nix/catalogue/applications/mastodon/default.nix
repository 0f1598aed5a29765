# Mastodon: short messages, with friends on other servers.
{ lib, ... }:
let
  shared = import ../shared.nix { inherit lib; };
  nixos = import ./nixos.nix { inherit lib; };

  # What runs, and the machine that it takes.
  sizes = {
    small = {
      cores = 2;
      memoryMiB = 4096;
      streamingProcesses = 1;
      webProcesses = 2;
      webThreads = 5;
      sidekiqThreads = 25;
    };
    medium = {
      cores = 4;
      memoryMiB = 8192;
      streamingProcesses = 3;
      webProcesses = 4;
      webThreads = 5;
      sidekiqThreads = 50;
    };
    large = {
      cores = 8;
      memoryMiB = 16384;
      streamingProcesses = 7;
      webProcesses = 8;
      webThreads = 5;
      sidekiqThreads = 100;
    };
  };
in
{
  applications.mastodon = {
    description = "Short messages, with friends on other servers (Mastodon)";
    module.options = import ./options.nix { inherit lib; };

    implementation =
      settings:
      let
        size = sizes.${settings.size};
      in
      {
        resources = lib.optionalAttrs settings.enable (
          shared.requests settings {
            user = "mastodon";
            units = [ "mastodon-init-dirs.service" ];
            upload = "99m";
          }
          // {
            server.machine = {
              inherit (size) cores memoryMiB;
              diskGiB = 40;
              nixos = nixos settings size;
            };
            database.postgresql.database = "mastodon";
            cache.redis = {
              name = "mastodon";
              persistent = true;
            };
            media.s3-bucket = shared.bucket "mastodon-media" settings;
            copies.backup.state = {
              database.postgresql = "mastodon";
              keys.files = "/var/lib/mastodon/secrets";
            };
          }
        );
      };
  };
}
