"""How fast a reading is, and how much memory it takes."""
