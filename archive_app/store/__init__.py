"""What an archive keeps: the catalogue, which is the record of everything, and the originals; no search here."""
