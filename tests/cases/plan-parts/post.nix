# An environment that lists its mailboxes, for the cases of plans.
{ lib, ... }:
{
  environments.post =
    { config, ... }:
    {
      resources.office.mailbox.domain = "example.org";
      implementation = requests: {
        tf.boxes = config.resources.office.mailbox.apply (config.by-kind requests).mailbox;
      };
    };
}
