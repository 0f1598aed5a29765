{
  environments.post =
    { config, ... }:
    {
      resources.office.mailbox.domain = "example.org";
      implementation = requests: {
        tf.locals.mailboxes = config.resources.office.mailbox.apply (config.by-kind requests).mailbox;
      };
    };
}
