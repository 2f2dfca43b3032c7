from selfeval import paths
from selfeval.local import samples


def test_every_sample_lands_whole_in_its_departments_folder():
    count = samples.hand_in()
    landed = {file.relative_to(paths.landing()) for file in paths.landing().rglob("*") if file.is_file()}
    expected = {file.relative_to(paths.samples()) for file in paths.samples().glob("*/*")}
    assert landed == expected
    assert count == len(expected)


def test_handing_in_again_replaces_the_files():
    samples.hand_in()
    assert samples.hand_in() == len(list(paths.landing().rglob("*.*")))
