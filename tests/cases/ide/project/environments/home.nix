{ lib, ... }:
{
  environments.home = { config, ... }: {
    resources = {
      data.database.engine = "postgresql";
      box.machine.host = "box.example";
    };
    implementation = { required-resources, deployment-name }:
    let
      requests = config.by-kind required-resources;
      box = config.resources.box.machine.apply requests.machine;
      data = config.grants required-resources;
    in
    {
      ssh-host = {
        system = "x86_64-linux";
        ssh.host = config.resources.box.machine.host;
        nixos-configuration = {
          imports = lib.attrValues box;
          environment.etc."data".text = data.database."forum/posts".url;
          networking.hostName = lib.mkDefault deployment-name;
          system.stateVersion = "25.11";
        };
      };
    };
  };
}
