{ most = 6; }
