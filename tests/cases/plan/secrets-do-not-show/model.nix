{ lib, ... }:
{
  applications.vault = {
    description = "Keeps a secret";
    module.options = {
      name = lib.mkOption { type = lib.types.str; };
      token = lib.mkOption { type = lib.types.str; } // {
        meta.ui.secret = true;
      };
    };
    implementation = settings: { resources.note.note.text = "token ${settings.token} of ${settings.name}"; };
  };
  resources.note = {
    description = "A note";
    request.options.text = lib.mkOption { type = lib.types.str; };
    policy = {
      resource-type = lib.types.raw;
      apply = requests: lib.mapAttrs (_: request: { inherit (request.note) text; }) requests.resources;
    };
  };
  environments.desk =
    { config, ... }:
    {
      resources.board.note = { };
      implementation = requests: { tf = config.resources.board.note.apply (config.by-kind requests).note; };
    };
}
