"""What setup.cfg cannot say: a wheel carries the nation's figures, `inputs/japan`."""

from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py

_JAPAN = Path("inputs", "japan")


class BuildWithData(build_py):
    """Copy the figures into the package; an editable checkout reads them where they are."""

    def run(self) -> None:
        """Build, then copy."""
        super().run()
        if not self.editable_mode:
            for path in sorted(_JAPAN.iterdir()):
                target = Path(self.build_lib, "projection", "japan", path.name)
                self.mkpath(str(target.parent))
                self.copy_file(str(path), str(target))


setup(cmdclass={"build_py": BuildWithData})
