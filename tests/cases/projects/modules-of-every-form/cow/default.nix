settings: { resources.cow.cowsay-host.voice = settings.voice; }
