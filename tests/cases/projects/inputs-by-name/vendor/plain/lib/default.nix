{ word = "plain words"; }
