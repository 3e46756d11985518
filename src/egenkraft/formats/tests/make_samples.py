"""Write the sample messages anew: `python -m egenkraft.formats.tests.make_samples`, after a wanted change."""

from egenkraft.formats.tests.test_ssbtek_messages import SAMPLE_MESSAGES, SAMPLES

if __name__ == "__main__":
    for name, message in SAMPLE_MESSAGES.items():
        (SAMPLES / name).write_bytes(message)
