"""What units are: their dimensions and how they convert, from one definition file, exactly and without pint."""

from figures.units.scales import Incommensurable, Scale, UnitUnknown, commensurable, convert, dimension_of, scale_of

__all__ = ["Incommensurable", "Scale", "UnitUnknown", "commensurable", "convert", "dimension_of", "scale_of"]
