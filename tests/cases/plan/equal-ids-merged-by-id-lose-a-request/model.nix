[
  ../../plan-parts/mailbox.nix
  ../../plan-parts/newsletter.nix
  {
    applications.forum = {
      description = "A forum";
      module = { };
      implementation = _: { resources.bounces.mailbox.address = "forum"; };
    };
  }
  (
    { lib, ... }:
    {
      environments.post =
        { config, ... }:
        {
          resources.office.mailbox.domain = "example.org";
          implementation = requests: {
            tf.boxes = config.resources.office.mailbox.apply {
              resources = lib.concatMapAttrs (_: application: application.resources) requests;
            };
          };
        };
    }
  )
]
