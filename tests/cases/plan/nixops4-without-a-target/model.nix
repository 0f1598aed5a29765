[
  ../../plan-parts/mailbox.nix
  ../../plan-parts/newsletter.nix
  (
    { lib, inputs, ... }:
    {
      environments.post =
        { config, ... }:
        {
          resources.office.mailbox.domain = "example.org";
          implementation =
            requests:
            { providers, ... }:
            {
              providers.local = inputs.nixops4.modules.nixops4Provider.local;
              resources.boxes = {
                type = providers.local.file;
                inputs.name = "boxes.json";
                inputs.contents = builtins.toJSON (
                  config.resources.office.mailbox.apply {
                    resources = lib.concatMapAttrs (_: application: application.resources) requests;
                  }
                );
              };
              resources.machine = {
                type = providers.local.exec;
                imports = [ inputs.nixops4-nixos.modules.nixops4Resource.nixos ];
                ssh.host = "one.example.org";
                nixos.module.services.postfix.enable = true;
              };
            };
        };
    }
  )
]
