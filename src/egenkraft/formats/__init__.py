"""Outside formats: pure encoders and decoders. No database, no network, no clock."""
